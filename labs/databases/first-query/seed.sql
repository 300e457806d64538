create table book (
    id     integer primary key,
    title  text    not null,
    author text    not null,
    year   integer not null,
    pages  integer not null
);

insert into book (title, author, year, pages) values
    ('The Left Hand of Darkness', 'Ursula K. Le Guin', 1969, 286),
    ('Kindred',                   'Octavia E. Butler', 1979, 264),
    ('A Wizard of Earthsea',      'Ursula K. Le Guin', 1968, 183),
    ('Solaris',                   'Stanisław Lem',     1961, 204),
    ('The Dispossessed',          'Ursula K. Le Guin', 1974, 341),
    ('Parable of the Sower',      'Octavia E. Butler', 1993, 299);

create table account (
    id    integer primary key,
    owner text    not null,
    cents integer not null
);

create table transfer (
    id      integer primary key,
    from_id integer not null,
    to_id   integer not null,
    cents   integer not null
);

insert into account (id, owner, cents) values (1, 'Miriam Adeyemi', 120000), (2, 'Jorge Quispe', 3050);

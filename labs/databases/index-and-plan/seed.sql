create table customer (
    id    integer primary key,
    email text    not null,
    name  text    not null
);

create table purchase (
    id          integer primary key,
    customer_id integer not null references customer (id),
    day         text    not null,
    cents       integer not null
);

create table article (
    id    integer primary key,
    code  text    not null,
    title text    not null
);

insert into customer (id, email, name) values
    (1, 'miriam@example.org', 'Miriam Adeyemi'),
    (2, 'jorge@example.org',  'Jorge Quispe');

insert into purchase (customer_id, day, cents) values (1, '2025-11-03', 1299), (1, '2025-12-24', 450), (2, '2025-11-03', 8900);

insert into article (code, title) values ('XA10', 'Tea'), ('XA11', 'Coffee'), ('XB20', 'Cocoa');

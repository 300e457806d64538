create table product (
    id          integer primary key,
    name        text    not null,
    price_cents integer not null
);

create table customer (
    id    integer primary key,
    name  text not null,
    email text
);

create table purchase (
    id          integer primary key,
    customer_id integer not null references customer(id),
    product_id  integer not null references product(id),
    pieces      integer not null,
    day         text    not null
);

insert into product (name, price_cents) values
    ('tea',        450),
    ('kettle',    3900),
    ('cup',        700),
    ('honey',      650),
    ('teapot',    2800),
    ('biscuits',   320);

insert into customer (name, email) values
    ('Ada',   'ada@example.org'),
    ('Edsger', null),
    ('Grace', 'grace@example.org'),
    ('Barbara', null);

insert into purchase (customer_id, product_id, pieces, day) values
    (1, 1, 4, '2026-03-02'),
    (1, 3, 2, '2026-03-02'),
    (2, 1, 1, '2026-03-03'),
    (3, 5, 1, '2026-03-05'),
    (3, 1, 6, '2026-03-05'),
    (4, 6, 9, '2026-03-06'),
    (1, 4, 2, '2026-03-09'),
    (2, 2, 1, '2026-03-09'),
    (4, 3, 4, '2026-03-10'),
    (1, 6, 3, '2026-03-12');

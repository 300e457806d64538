create table product (
    id          integer primary key,
    name        text    not null,
    category    text    not null,
    price_cents integer not null
);

insert into product (id, name, category, price_cents) values
    (1, 'toaster', 'kitchen', 2999),
    (2, 'kettle',  'kitchen', 1850),
    (3, 'rake',    'garden',  2400);

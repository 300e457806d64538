create table product (
    id          integer primary key,
    name        text    not null,
    price_cents integer not null
);

insert into product (id, name, price_cents) values
    (1, 'toaster', 2999),
    (2, 'kettle',  1850),
    (3, 'teapot',  4200);

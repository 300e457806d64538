create table customer (
    id   integer primary key,
    name text    not null,
    city text    not null
);

create table purchase (
    id          integer primary key,
    customer_id integer not null references customer (id),
    cents       integer not null
);

insert into customer (id, name, city) values
    (1, 'Miriam Adeyemi', 'Lagos'),
    (2, 'Jorge Quispe',   'Cusco'),
    (3, 'Aino Virtanen',  'Oulu');

insert into purchase (customer_id, cents) values (1, 1299), (1, 450), (2, 8900);

create table sale (
    receipt text    primary key,
    cents   integer not null
);

create table till (
    id    integer primary key,
    cents integer not null
);

insert into till (id, cents) values (1, 0), (2, 70000);

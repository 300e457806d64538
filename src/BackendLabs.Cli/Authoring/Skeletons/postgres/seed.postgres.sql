create table item (
    id int primary key,
    amount int not null
);

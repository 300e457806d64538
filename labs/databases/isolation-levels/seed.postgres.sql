create table duty (
    shift   int     not null,
    doctor  int     not null,
    on_call boolean not null,
    primary key (shift, doctor)
);

create table room (
    id   int  primary key,
    name text not null
);

create table booking (
    id         int generated always as identity primary key,
    room       int not null references room,
    from_hour  int not null,
    until_hour int not null,
    constraint ends_after_it_begins check (until_hour > from_hour)
);

insert into duty (shift, doctor, on_call) values (1, 1, true), (1, 2, true), (1, 3, false);
insert into room (id, name) values (1, 'Heart'), (2, 'Bones');
insert into booking (room, from_hour, until_hour) values (1, 8, 11), (1, 11, 13), (2, 9, 10);

create table sale (
    id     integer primary key,
    region text    not null,
    cents  integer not null
);

-- One row for each time that a report was worked out.
create table report_run (
    id     integer primary key,
    region text    not null
);

insert into sale (region, cents) values ('nowhere', 100), ('nowhere', 250);

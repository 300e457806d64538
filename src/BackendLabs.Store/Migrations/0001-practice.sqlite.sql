-- Moments are whole milliseconds since 1970-01-01 UTC.
create table person (
    id text primary key,
    name text not null,
    created integer not null
);

create table draft (
    person text not null references person on delete cascade,
    lab text not null,
    text text not null,
    revision integer not null,
    saved integer not null,
    primary key (person, lab)
);

create table hint (
    person text not null references person on delete cascade,
    lab text not null,
    number integer not null,
    primary key (person, lab, number)
);

create table attempt (
    number integer primary key autoincrement,
    id text not null unique,
    person text not null references person on delete cascade,
    lab text not null,
    lab_digest text not null,
    snippet text not null,
    seed integer not null,
    accepted integer not null,
    ended integer,
    verdict text,
    score integer,
    max integer,
    report text
);
create index attempt_of_person on attempt (person, lab, number);

-- A row while an attempt waits for a grader or is with one; gone when it has ended.
create table run (
    number integer primary key autoincrement,
    attempt text not null unique references attempt (id) on delete cascade,
    person text not null,
    grader text,
    lease_until integer not null default 0,
    fence integer not null default 0,
    tries integer not null default 0
);
create index run_of_person on run (person, number);

-- When a grader last took up something of this person: whoever waits longest since is next.
create table turn (
    person text primary key,
    served integer not null
);

create table event (
    id integer primary key autoincrement,
    attempt text not null references attempt (id) on delete cascade,
    kind text not null,
    body text not null,
    at integer not null
);
create index event_of_attempt on event (attempt, id);

-- Moments are whole milliseconds since 1970-01-01 UTC.
create table person (
    id text primary key,
    name text not null,
    created bigint not null
);

create table draft (
    person text not null references person on delete cascade,
    lab text not null,
    text text not null,
    revision bigint not null,
    saved bigint not null,
    primary key (person, lab)
);

create table hint (
    person text not null references person on delete cascade,
    lab text not null,
    number bigint not null,
    primary key (person, lab, number)
);

create table attempt (
    number bigint generated always as identity primary key,
    id text not null unique,
    person text not null references person on delete cascade,
    lab text not null,
    lab_digest text not null,
    snippet text not null,
    seed bigint not null,
    accepted bigint not null,
    ended bigint,
    verdict text,
    score bigint,
    max bigint,
    report text
);
create index attempt_of_person on attempt (person, lab, number);

-- A row while an attempt waits for a grader or is with one; gone when it has ended.
create table run (
    number bigint generated always as identity primary key,
    attempt text not null unique references attempt (id) on delete cascade,
    person text not null,
    grader text,
    lease_until bigint not null default 0,
    fence bigint not null default 0,
    tries bigint not null default 0
);
create index run_of_person on run (person, number);

-- When a grader last took up something of this person: whoever waits longest since is next.
create table turn (
    person text primary key,
    served bigint not null
);

create table event (
    id bigint generated always as identity primary key,
    attempt text not null references attempt (id) on delete cascade,
    kind text not null,
    body text not null,
    at bigint not null
);
create index event_of_attempt on event (attempt, id);

-- The same post twice is one attempt: its key, where the one who posts gave one.
alter table attempt add column post_key text;
create unique index attempt_post on attempt (person, post_key) where post_key is not null;

-- Answers what a class has done without reading a report.
create index attempt_standing on attempt (person, lab, verdict, score, max, accepted);

-- What may be cleared of an attempt that has ended; that it ended stays.
create index event_to_clear on event (at) where kind <> 'ended';

-- Drawn once, by whichever node comes first. Base64.
create table secret (
    name text primary key,
    value text not null,
    made bigint not null
);

-- ASP.NET Core's data-protection keys, each as it gave them.
create table key_ring (
    number bigint generated always as identity primary key,
    name text not null,
    xml text not null,
    made bigint not null
);

create table cohort (
    id text primary key,
    name text not null,
    made bigint not null
);

-- Links and codes are worked out from a secret and the salt; a token is kept only as its SHA-256, to find its member.
create table member (
    person text primary key references person on delete cascade,
    cohort text not null references cohort on delete cascade,
    id text not null,
    folded text not null,
    role text not null,
    salt text not null,
    token_hash text not null unique,
    joined bigint,
    unique (cohort, folded)
);

-- Wrong codes, by the name they were tried for: a member's folded id, or one of a fixed number of rows for names of nobody.
create table join_try (
    cohort text not null references cohort on delete cascade,
    who text not null,
    failed bigint not null default 0,
    failed_at bigint not null default 0,
    locked_at bigint,
    primary key (cohort, who)
);

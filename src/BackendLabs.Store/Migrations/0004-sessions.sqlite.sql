-- Staff of graded sessions. A password is kept only as ASP.NET Core Identity's hash; the stamp changes with it, and ends every sign-in.
create table account (
    id text primary key,
    folded text not null unique,
    name text not null,
    role text not null,
    password text not null,
    stamp text not null,
    failed integer not null default 0,
    failed_at integer not null default 0,
    locked_at integer,
    made integer not null,
    ended integer
);

-- Which cohorts an instructor or assistant sees; an administrator sees all.
create table cohort_staff (
    cohort text not null references cohort on delete cascade,
    account text not null references account on delete cascade,
    primary key (cohort, account)
);

-- What a school's roster says, and a student's standing accommodations. Who has ended keeps their work and can no longer sign in.
alter table member add column email text;
alter table member add column time_percent integer not null default 100;
alter table member add column break_minutes integer not null default 0;
alter table member add column ended integer;

-- A lab's folder as it was when a session pinned it: graders on any machine run this version, whatever their own folder says.
create table pinned_lab (
    digest text primary key,
    lab text not null,
    version integer not null,
    title text not null,
    max integer not null,
    archive blob not null,
    made integer not null
);

create table session (
    id text primary key,
    cohort text not null references cohort,
    title text not null,
    policy text not null,
    code_salt text not null,
    seed_secret text not null,
    made integer not null,
    closed integer,
    published integer
);

-- Weights in thousandths of a point.
create table session_lab (
    session text not null references session on delete cascade,
    number integer not null,
    lab text not null,
    digest text not null references pinned_lab,
    weight integer not null,
    seed integer not null,
    primary key (session, number),
    unique (session, lab)
);

create table session_pause (
    session text not null references session on delete cascade,
    began integer not null,
    ended integer,
    primary key (session, began)
);

-- A student in a session. Drafts and attempts are kept under a person of the sitting's own, apart from practice.
create table sitting (
    session text not null references session on delete cascade,
    member text not null,
    person text not null unique,
    begun integer,
    device text,
    extra integer not null default 0,
    handed_in integer,
    message_read integer not null default 0,
    primary key (session, member)
);
create index sitting_of_person on sitting (person);

alter table attempt add column session text;
alter table attempt add column late integer not null default 0;
alter table attempt add column record text;
alter table attempt add column regrade text;
alter table attempt add column regrade_of text;
create index attempt_of_session on attempt (session, person, lab, number) where session is not null;

-- Everything that a grade may be appealed by, in its order, each entry chained to the one before by its hash. Of an erased
-- person's entries body and salt are gone; digest and hash stay, so the chain still verifies.
create table ledger (
    session text not null references session,
    number integer not null,
    at integer not null,
    kind text not null,
    member text,
    salt text,
    body text,
    digest text not null,
    hash text not null,
    primary key (session, number)
);
create index ledger_of_member on ledger (session, member);

create table grade_override (
    session text not null references session on delete cascade,
    member text not null,
    lab text not null,
    points integer not null,
    reason text not null,
    staff text not null,
    at integer not null,
    primary key (session, member, lab)
);

create table attempt_comment (
    id text primary key,
    attempt text not null references attempt (id) on delete cascade,
    line integer not null,
    text text not null,
    staff text not null,
    at integer not null
);
create index comment_of_attempt on attempt_comment (attempt, line);

-- To everybody of a session.
create table session_message (
    session text not null references session on delete cascade,
    number integer not null,
    text text not null,
    staff text not null,
    at integer not null,
    primary key (session, number)
);

-- The counted attempts of a lab, run again with another version of it. Nothing of it counts before it is published.
create table regrade (
    id text primary key,
    session text not null references session on delete cascade,
    lab text not null,
    digest text not null references pinned_lab,
    reason text not null,
    staff text not null,
    made integer not null,
    published integer,
    withdrawn integer
);

-- What a student typed, as differences between two saves. Deleted by the retention rule.
create table draft_delta (
    person text not null references person on delete cascade,
    lab text not null,
    revision integer not null,
    at integer not null,
    place integer not null,
    removed integer not null,
    inserted text not null,
    pasted integer not null,
    primary key (person, lab, revision)
);

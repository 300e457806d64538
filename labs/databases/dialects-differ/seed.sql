create table player (
    id  integer     primary key,
    tag varchar(12) not null
);

create table score (
    id        integer     primary key,
    player_id integer     not null references player (id),
    level     integer     not null,
    points    integer     not null,
    medal     varchar(20) not null default 'none',
    unique (player_id, level)
);

create table cheer (
    id       integer     primary key,
    score_id integer     not null references score (id) on delete cascade,
    words    varchar(40) not null
);

insert into player (id, tag) values (1, 'Miriam'), (2, 'Jorge');
insert into score (id, player_id, level, points) values (1, 1, 1, 1200), (2, 2, 1, 800);

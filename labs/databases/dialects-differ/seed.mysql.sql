create table player (
    id  bigint      primary key auto_increment,
    tag varchar(12) not null,
    index (tag)
) character set utf8mb4 collate utf8mb4_general_ci;

create table score (
    id        bigint      primary key auto_increment,
    player_id bigint      not null,
    level     int         not null,
    points    int         not null,
    medal     varchar(20) not null default 'none',
    unique (player_id, level),
    foreign key (player_id) references player (id)
) character set utf8mb4 collate utf8mb4_general_ci;

create table cheer (
    id       bigint      primary key auto_increment,
    score_id bigint      not null,
    words    varchar(40) not null,
    foreign key (score_id) references score (id) on delete cascade
) character set utf8mb4 collate utf8mb4_general_ci;

insert into player (id, tag) values (1, 'Miriam'), (2, 'Jorge');
insert into score (id, player_id, level, points) values (1, 1, 1, 1200), (2, 2, 1, 800);

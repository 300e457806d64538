create table "Orders" (
    "Id"       integer primary key,
    "Customer" text    not null,
    "Day"      text    not null
);

create table "Lines" (
    "Id"      integer primary key,
    "OrderId" integer not null references "Orders" ("Id"),
    "Article" text    not null,
    "Cents"   integer not null
);

create index "IX_Lines_OrderId" on "Lines" ("OrderId");

insert into "Orders" ("Id", "Customer", "Day") values (1, 'Aino Virtanen', '2026-01-02');

insert into "Lines" ("OrderId", "Article", "Cents") values (1, 'Tea', 450), (1, 'Cup', 900);

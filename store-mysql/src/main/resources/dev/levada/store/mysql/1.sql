create table if not exists levada_migrations (
  number int primary key,
  applied datetime(6) not null default current_timestamp(6)) engine = InnoDB

create table if not exists levada_tables (
  id bigint not null auto_increment primary key,
  project varchar(255) not null,
  schema_name varchar(64) not null,
  table_name varchar(64) not null,
  head bigint,
  storage bigint,
  last_column int not null default 0,
  unique (schema_name, table_name)) engine = InnoDB character set utf8mb4 collate utf8mb4_bin

create table if not exists levada_versions (
  id bigint not null auto_increment primary key) engine = InnoDB

create table if not exists levada_commits (
  id bigint primary key,
  table_id bigint not null,
  parent bigint,
  committed datetime(6) not null,
  kind varchar(32) not null,
  run_id varchar(255),
  "rows" bigint not null,
  bytes bigint not null,
  added bigint not null,
  removed bigint not null,
  "columns" longtext not null,
  "partition" longtext not null,
  times longtext not null,
  facts longtext not null,
  index (table_id, id),
  index (table_id, run_id)) engine = InnoDB character set utf8mb4 collate utf8mb4_bin

create table if not exists levada_changes (
  table_id bigint not null,
  session bigint not null,
  times bigint not null default 1,
  made datetime(6) not null default current_timestamp(6),
  made_by varchar(255) not null,
  primary key (table_id, session)) engine = InnoDB character set utf8mb4 collate utf8mb4_bin

create table if not exists levada_stagings (
  name varchar(64) primary key,
  run_id varchar(255) not null,
  made datetime(6) not null default current_timestamp(6)) engine = InnoDB character set utf8mb4 collate utf8mb4_bin

create table if not exists levada_steps (
  id bigint not null auto_increment primary key,
  table_id bigint not null,
  run_id varchar(255),
  kind varchar(16) not null,
  name varchar(64) not null,
  successor varchar(64),
  index (table_id)) engine = InnoDB character set utf8mb4 collate utf8mb4_bin

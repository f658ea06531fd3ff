-- Tasks that were moved for somebody's absence, so that they can be given back: the successors of what the person had.
create table absence_moves (
  absentee_id int not null,
  task_id int not null,
  primary key (absentee_id, task_id)
);

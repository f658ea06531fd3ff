update tasks set sharing = 2 where id = 4802;
insert into task_sharing (task_id) values (4802);
insert into task_shares (id, task_id, position, state, user_id) values
  (4802, 4802, 1, 'asked', 12), (2147483700, 4802, 2, 'asked', 24);

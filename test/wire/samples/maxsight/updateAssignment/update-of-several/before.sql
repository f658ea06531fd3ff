insert into task_shares (id, task_id, position, state, user_id, assigned_by_id, message)
values (4812, 4812, 1, 'asked', 12, 7, null), (2147483700, 4812, 2, 'asked', 15, 7, 'On it.');
insert into task_sharing (task_id) values (4812);
update tasks set sharing = 2 where id = 4812;

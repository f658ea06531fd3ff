update tasks set sharing = 1, assignee_id = null where id = 4802;
insert into task_sharing (task_id) values (4802);
insert into task_shares (id, task_id, position, state, outside_name) values (2147483700, 4802, 1, 'asked', 'Notary & Sons');

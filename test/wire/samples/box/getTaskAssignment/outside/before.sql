insert into task_sharing (task_id) values (4831);
insert into task_shares (id, task_id, position, state, outside_name, assigned_by_id, assigner_comment)
values (2147483900, 4831, 1, 'asked', 'Notary', 7, 'Please certify.');
update tasks set sharing = 1, assignee_id = null where id = 4831;

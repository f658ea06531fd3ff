insert into task_shares (id, task_id, position, state, outside_name, assigned_by_id, assigner_comment)
values (2147483700, 4812, 1, 'asked', 'Notary "Weiß"', 7, 'Please sign.');
insert into task_sharing (task_id) values (4812);
update tasks set sharing = 1, assignee_id = null where id = 4812;

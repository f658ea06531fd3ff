update tasks set sharing = 1, assignee_id = null where id = 4802;
insert into task_sharing (task_id) values (4802);

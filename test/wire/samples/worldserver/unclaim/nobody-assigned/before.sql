update tasks set assignee_id = null where id = 4812;

update tasks set assignee_id = 16 where id = 8003;

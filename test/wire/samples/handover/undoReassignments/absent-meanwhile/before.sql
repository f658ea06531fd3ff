update tasks set assignee_id = (select id from users where login = 'bob.jones') where id = 4806;

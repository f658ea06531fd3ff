update tasks set notify_on_completion = true, supervisor_id = 41 where id = 4803;
update documents set owner_id = 24 where id = 1024;

update tasks set allowed_start_hours = 0 where id = 4812;

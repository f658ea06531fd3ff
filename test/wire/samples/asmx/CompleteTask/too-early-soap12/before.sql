update tasks set allowed_start_hours = 24 where id = 4803;

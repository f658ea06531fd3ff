update tasks set notify_on_completion = true, definition_id = 0 where id = 4803;

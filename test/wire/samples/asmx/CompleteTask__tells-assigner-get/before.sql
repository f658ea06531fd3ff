update tasks set notify_on_completion = true where id = 4803;

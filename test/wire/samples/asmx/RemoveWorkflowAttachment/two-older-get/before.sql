insert into task_attachments (task_id, document_id, version) values (4821, 1024, 1), (4821, 1024, 2);

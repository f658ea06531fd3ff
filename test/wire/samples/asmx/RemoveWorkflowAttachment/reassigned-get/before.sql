insert into task_attachments (task_id, document_id, version) values (4806, 1025, 1);

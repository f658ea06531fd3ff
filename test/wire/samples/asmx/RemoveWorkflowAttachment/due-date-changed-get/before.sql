insert into task_attachments (task_id, document_id, version) values (4803, 1025, 1);

update tasks set requirements = '[{"type": "ISOReview", "objectId": 0, "definition": ""}]' where id = 4803;
delete from document_reviews where kind = 'ISO';

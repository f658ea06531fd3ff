import type { DueTaskDocument } from '../../../core/lists/get-due-task-documents.ts';
import { isRefused } from '../../../core/refusal.ts';
import { taskDate } from '../answer/date-texts.ts';
import { element, type XmlElement } from '../answer/document.ts';
import { ticket, type Handler } from '../handler.ts';
import { mimeTypeOf } from '../pages/mime-types.ts';

/**
 * The attributes of docs/legacy/operations.md#getduetaskdocuments, then three that clients of the newer API read; their
 * names differ in case only (docs/legacy/operations.md#attributes-of-due-documents). This server keeps what tasks need
 * of a document, not its contents: no size, importance or expiry.
 */
export const documentElement = (document: DueTaskDocument): XmlElement =>
  element('document', [], {
    id: String(document.id),
    name: document.name,
    path: document.path,
    checkedout: String(document.checkedOutById !== null),
    checkoutby: document.checkedOutByLogin ?? '',
    checkoutbyid: String(document.checkedOutById ?? 0),
    owner: document.ownerLogin ?? '',
    ownerid: String(document.ownerId ?? 0),
    ownerFullName: document.ownerFullName ?? '',
    createdate: taskDate(document.createdAt),
    modifydate: taskDate(document.modifiedAt),
    versioncount: String(document.version),
    currentversion: String(document.version),
    size: '0',
    mimetype: mimeTypeOf(document.name),
    importance: '0',
    expired: 'false',
    expirationdate: '',
    domainname: document.libraryName,
    domainid: String(document.libraryId),
    UserViewStatus: String(document.viewStatus),
    DocumentID: String(document.id),
    Name: document.name,
    Path: document.folderPath.replaceAll('/', '\\'),
  });

/**
 * Lists the documents the caller has open tasks on that are not overdue
 * (docs/legacy/operations.md#getduetaskdocuments).
 */
export const getDueTaskDocuments: Handler<'GetDueTaskDocuments'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const found = await operations.getDueTaskDocuments({ credential: ticket(call, parameters.authenticationTicket) });
  if (isRefused(found)) return outcomes.refused('root', found);
  return outcomes.done('root', found.documents.map(documentElement));
};

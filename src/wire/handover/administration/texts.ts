import { z } from 'zod';
import { ROLES } from '../../../core/access/account-edit.ts';
import { isEmail, isLanguageTag, isName, isPassword, isPersonName } from '../../../core/access/account-texts.ts';
import { isNetwork } from '../../../core/access/networks.ts';

export const name = z
  .string()
  .refine(isName, 'must be a name of 1 to 255 characters, without space around it')
  .meta({ minLength: 1, maxLength: 255 });
export const personName = z.string().refine(isPersonName, 'must be a name of up to 255 characters');
export const email = z.string().refine(isEmail, 'must be an address such as jane.doe@example.com, or ""');
export const language = z.string().refine(isLanguageTag, 'must be the tag of a language such as de or de-AT');
export const password = z.string().refine(isPassword, 'must have 8 to 1024 characters');
export const roles = z.array(z.enum(ROLES)).transform((words) => [...new Set(words)]);
export const network = z.string().refine(isNetwork, 'must be an address or a network such as 10.0.0.0/8');
export const logins = z.array(name).max(1000);

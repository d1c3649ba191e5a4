/* ruleset_text.h - the text of the ruleset, in lines; NULL ends a table. */
#ifndef DRIVER_LINUX_RULESET_TEXT_H
#define DRIVER_LINUX_RULESET_TEXT_H

/* The comment of our tables. Raise the number when the text below changes. */
extern const char ruleset_schema[];

extern const char *const ruleset_inet[];
extern const char *const ruleset_bridge[];

#endif

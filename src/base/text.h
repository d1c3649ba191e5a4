/*
 * text.h - comparing ASCII text without regard to case, whatever the locale.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>

bool text_same(const char *a, const char *b);

/* The lower-case form of an ASCII letter; other characters as they are. */
char text_lower(char ch);

/* "" and NULL alike: nothing was said. */
static inline bool text_empty(const char *text)
{
    return !text || !*text;
}

#endif

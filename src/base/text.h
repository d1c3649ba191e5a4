/*
 * text.h - ASCII text without regard to case, whatever the locale; UTF-8 that people can read.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The lower-case form of an ASCII letter; other characters as they are. */
static inline char text_lower(char ch)
{
    return (char)(ch >= 'A' && ch <= 'Z' ? ch + ('a' - 'A') : ch);
}

/* Do two texts differ in case at most? */
static inline bool text_same(const char *a, const char *b)
{
    for (; *a == *b || text_lower(*a) == text_lower(*b); a++, b++)
        if (!*a)
            return true;
    return false;
}

/* Makes any bytes one line of UTF-8, in place: ' ' for controls, '?' for what is no UTF-8. */
void text_tidy(char *text);

/* How many bytes of UTF-8 text to show, at most `most`, without cutting a character in two. */
size_t text_cut(const char *text, size_t most);

/* "" and NULL alike: nothing was said. */
static inline bool text_empty(const char *text)
{
    return !text || !*text;
}

#endif

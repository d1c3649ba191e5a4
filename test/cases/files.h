/*
 * files.h - the files of a story, and what came of it against what was expected.
 */
#ifndef TEST_CASES_FILES_H
#define TEST_CASES_FILES_H

/* The text of a file, to be freed; "" with a message when it cannot be read. */
char *file_read(const char *directory, const char *name);

/* 0 when it was written. */
int file_write(const char *directory, const char *name, const char *text);

/* 0 when they are the same; else prints the first line that differs, both ways. */
int file_compare(const char *got, const char *expected);

#endif

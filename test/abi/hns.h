/*
 * hns.h - what the tests of HNSCall share: asking, and looking at answers.
 */
#ifndef TEST_ABI_HNS_H
#define TEST_ABI_HNS_H

#include "world.h"

/* The answer to a request; the call itself has to give S_OK. A few at a time. */
const char *ask(const char *method, const char *path, const char *request);

/* Asks, and the answer has to begin so. NULL for what is not said. */
void expect_answer(const char *method, const char *path, const char *request, const char *begins);

/* The request succeeds; its output, "" when there is none. */
const char *output(const char *method, const char *path, const char *request);

/* The request is refused with this error, all of its text. */
void expect_error(const char *method, const char *path, const char *request, const char *error);

/* Does the answer contain that? Else both are printed. */
void expect_part(const char *answer, const char *part);
void expect_no_part(const char *answer, const char *part);

/* A path with an id in it: "endpoints", 2, "attach". */
const char *path_to(const char *what, unsigned digit, const char *action);

#define GONE         "The object identifier does not represent a valid object. "
#define ID(d)        d d d d d d d d "-" d d d d "-" d d d d "-" d d d d "-" d d d d d d d d d d d d
#define SUCCESS      "{\"Success\":true"
#define HOST_DEFAULT "910F7D92-BA2D-4C3F-98AE-7C0AC590D2DC"

#endif

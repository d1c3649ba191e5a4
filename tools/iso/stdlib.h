/* ISO C 7.22, for tools/check-portable. */
#pragma once
#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1

_Noreturn void abort(void);
_Noreturn void exit(int status);
int atexit(void (*function)(void));
void *bsearch(const void *key, const void *at, size_t count, size_t size,
              int (*compare)(const void *, const void *));
void *calloc(size_t count, size_t size);
void free(void *p);
char *getenv(const char *name);
void *malloc(size_t size);
void qsort(void *at, size_t count, size_t size, int (*compare)(const void *, const void *));
void *realloc(void *p, size_t size);
double strtod(const char *s, char **end);
long strtol(const char *s, char **end, int base);
long long strtoll(const char *s, char **end, int base);
unsigned long strtoul(const char *s, char **end, int base);
unsigned long long strtoull(const char *s, char **end, int base);

/*
 * place.h - where the stores of these tests lie.
 */
#ifndef TEST_ENGINE_PLACE_H
#define TEST_ENGINE_PLACE_H

enum { PLACE = 32 };

/* A new directory, with a space in its name. */
void place_make(char out[PLACE]);

/* Removes the directory of a store. There must be nothing in it that is not a store's. */
void place_remove(const char *directory);

#endif

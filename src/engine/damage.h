/*
 * damage.h - what the engine relies on in what it stored: files are damaged, and edited, too.
 */
#ifndef ENGINE_DAMAGE_H
#define ENGINE_DAMAGE_H

#include "driver/step.h"

/*
 * Which member of a stored document is not there as the engine writes it: "MacPool"; NULL: none.
 * Looks at what the engine takes for granted, not at all that a document may say.
 */
const char *document_fault(uint32_t kind, const void *document);

/* The same for a stored step. */
const char *step_fault(const struct step *s);

#endif

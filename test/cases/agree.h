/*
 * agree.h - does the machine have what the objects of the store say, and nothing else?
 */
#ifndef TEST_CASES_AGREE_H
#define TEST_CASES_AGREE_H

#include "engine/engine.h"

/* What it finds otherwise it tells on stderr. What is degraded may be there in part. */
bool agree(struct engine *e);

/* All documents, one a line, in the order in which they were made. */
const char *all_documents(struct hcn_call *c, struct engine *e);

/* Deletes what is degraded; false when that fails, or when nothing is. */
bool delete_degraded(struct engine *e);

#endif

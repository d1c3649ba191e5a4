# On Windows yyjson and SQLite are built in, from the sources that tools/setup fetched: the DLLs need
# nothing that Windows does not have.
add_library(Threads::Threads INTERFACE IMPORTED) # Windows has its own, without a library
hcn_yyjson_from_source()

add_library(hcn-needs INTERFACE)
target_link_libraries(hcn-needs INTERFACE hcn-yyjson Threads::Threads advapi32 iphlpapi ole32)
add_link_options(-static-libgcc)
if(HCN_ENGINE)
    set(HCN_SQLITE_SOURCE "${CMAKE_CURRENT_SOURCE_DIR}/build/deps/sqlite" CACHE PATH
        "Source of SQLite: the amalgamation")
    if(NOT EXISTS "${HCN_SQLITE_SOURCE}/sqlite3.c")
        message(FATAL_ERROR "the source of SQLite is missing: run tools/setup check")
    endif()
    add_library(hcn-sqlite STATIC "${HCN_SQLITE_SOURCE}/sqlite3.c")
    target_compile_definitions(hcn-sqlite PRIVATE
        SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS
        SQLITE_MAX_EXPR_DEPTH=0 SQLITE_OMIT_DEPRECATED SQLITE_OMIT_LOAD_EXTENSION
        SQLITE_OMIT_PROGRESS_CALLBACK SQLITE_OMIT_SHARED_CACHE
        SQLITE_WIN32_NO_OVERLAPPED) # else each read and write asks Wine's server
    target_compile_options(hcn-sqlite PRIVATE -w)
    target_include_directories(hcn-sqlite SYSTEM INTERFACE "${HCN_SQLITE_SOURCE}")
    target_link_libraries(hcn-needs INTERFACE hcn-sqlite)
endif()

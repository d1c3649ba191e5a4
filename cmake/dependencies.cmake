# What we build with: yyjson (the system's, else the source that tools/setup fetched), SQLite, libmnl.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

set(HCN_YYJSON_SOURCE "${CMAKE_CURRENT_SOURCE_DIR}/build/deps/yyjson" CACHE PATH
    "Source of yyjson, for systems without it")
pkg_check_modules(YYJSON IMPORTED_TARGET yyjson>=0.10)
add_library(hcn-yyjson INTERFACE)
if(YYJSON_FOUND)
    target_link_libraries(hcn-yyjson INTERFACE PkgConfig::YYJSON)
elseif(EXISTS "${HCN_YYJSON_SOURCE}/src/yyjson.c")
    add_library(hcn-yyjson-objects OBJECT "${HCN_YYJSON_SOURCE}/src/yyjson.c")
    target_compile_options(hcn-yyjson-objects PRIVATE -w -fvisibility=hidden)
    set_target_properties(hcn-yyjson-objects PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_include_directories(hcn-yyjson SYSTEM INTERFACE "${HCN_YYJSON_SOURCE}/src")
    set(HCN_YYJSON_OBJECTS $<TARGET_OBJECTS:hcn-yyjson-objects>)
else()
    message(FATAL_ERROR "yyjson is missing: run tools/setup, or install libyyjson-dev")
endif()

if(HCN_ENGINE)
    pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
endif()
pkg_check_modules(MNL REQUIRED IMPORTED_TARGET libmnl)

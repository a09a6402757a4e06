# Every library comes from the distribution; scripts/packages names the Debian packages. A module links what it uses.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS url)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(pugixml REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tl-expected REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka)
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)
pkg_check_modules(LIBXML2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(LIBDEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
if(TB_TESTS)
  pkg_check_modules(BROTLI_ENCODER REQUIRED IMPORTED_TARGET libbrotlienc)
endif()

# libcsv has neither a CMake nor a pkg-config file.
find_path(TB_CSV_INCLUDE csv.h REQUIRED)
find_library(TB_CSV_LIBRARY csv REQUIRED)
add_library(tb_csv INTERFACE)
target_include_directories(tb_csv SYSTEM INTERFACE "${TB_CSV_INCLUDE}")
target_link_libraries(tb_csv INTERFACE "${TB_CSV_LIBRARY}")

# CLD2 has neither either.
find_path(TB_CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
find_library(TB_CLD2_LIBRARY cld2 REQUIRED)
add_library(tb_cld2 INTERFACE)
target_include_directories(tb_cld2 SYSTEM INTERFACE "${TB_CLD2_INCLUDE}")
target_link_libraries(tb_cld2 INTERFACE "${TB_CLD2_LIBRARY}")

# RapidJSON ships headers alone. SSE4.2 is its fast path for white space and strings, on x86-64 only; it reads whole
# aligned blocks, past the end of a string too, which AddressSanitizer rightly cannot tell from a bug.
add_library(tb_rapidjson INTERFACE)
target_compile_definitions(tb_rapidjson INTERFACE RAPIDJSON_HAS_STDSTRING=1)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT TB_SANITIZE)
  target_compile_definitions(tb_rapidjson INTERFACE RAPIDJSON_SSE42=1)
  target_compile_options(tb_rapidjson INTERFACE -msse4.2)
endif()

# Asio: one definition of its options for every module, so that no two see different classes.
add_library(tb_asio INTERFACE)
target_compile_definitions(tb_asio INTERFACE BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(tb_asio INTERFACE Boost::headers Threads::Threads)

if(TB_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()

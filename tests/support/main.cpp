// Catch2's main, compiled once: it costs ten seconds.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

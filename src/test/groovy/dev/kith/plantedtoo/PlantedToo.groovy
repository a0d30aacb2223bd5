package dev.kith.plantedtoo

import dev.kith.planted.Planted

/** Closes the circle. */
class PlantedToo {
    Planted other
}

package dev.kith.health;

import jakarta.inject.Singleton;
import org.neo4j.driver.Driver;

/** Whether Neo4j answers. */
@Singleton
final class Neo4jHealth implements Dependency {

    private final Driver driver;

    Neo4jHealth(Driver driver) {
        this.driver = driver;
    }

    @Override
    public String name() {
        return "neo4j";
    }

    @Override
    public void check() {
        driver.verifyConnectivity();
    }
}
